-- Run by neovim.test.ts: opens a file in a headless Neovim, fixes it as a person would, and prints what Neovim shows.
local file = vim.env.AGENT_JSON_FILE
local seen = {}

vim.cmd('edit ' .. vim.fn.fnameescape(file))
vim.bo.expandtab, vim.bo.shiftwidth = true, 2
local buffer = vim.api.nvim_get_current_buf()
local client = vim.lsp.start_client({
  name = 'agent-json',
  cmd = { 'agent-json-language-server', '--stdio' },
  root_dir = vim.fn.fnamemodify(file, ':h'),
})
vim.lsp.buf_attach_client(buffer, client)

local function request(method, params)
  params.textDocument = vim.lsp.util.make_text_document_params(buffer)
  local answers = vim.lsp.buf_request_sync(buffer, method, params, 20000) or {}
  local answer = answers[client] or {}
  return answer.result
end

local function messages()
  return vim.tbl_map(function(found) return found.code end, vim.diagnostic.get(buffer))
end

vim.wait(20000, function() return #vim.diagnostic.get(buffer) > 0 end, 10)
seen.diagnostics = messages()

-- Line 2 holds `"language": "english"`, behind a character of four bytes.
local line = vim.api.nvim_buf_get_lines(buffer, 2, 3, false)[1]
local byte = line:find('english', 1, true) - 1
local _, column = vim.str_utfindex(line, byte)
seen.hover = request('textDocument/hover', { position = { line = 2, character = column } }).contents.value
local list = request('textDocument/completion', { position = { line = 2, character = column } })
local items = list.items or list
seen.completions = #items
for _, item in ipairs(items) do
  local edit = item.textEdit or { range = list.itemDefaults.editRange, newText = item.textEditText }
  if item.label == 'en' then vim.lsp.util.apply_text_edits({ edit }, buffer, 'utf-16') end
end

vim.wait(20000, function() return #vim.diagnostic.get(buffer) == 0 end, 10)
seen.after = messages()
vim.lsp.util.apply_text_edits(
  request('textDocument/formatting', vim.lsp.util.make_formatting_params()),
  buffer,
  'utf-16'
)
seen.text = table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), '\n')
io.stdout:write(vim.fn.json_encode(seen))
vim.cmd('qall!')
