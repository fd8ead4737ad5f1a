-- Run by neovim.test.ts: opens an agent whose prompt is in a file, and prints what Neovim shows as JSON.
local folder = vim.fn.fnamemodify(vim.env.AGENT_JSON_FILE, ':h')
local seen = {}

vim.fn.writefile({ 'Answers {{caller}}.' }, folder .. '/support.prompt.md')
vim.fn.writefile(
  { '{', '  "agent_name": "Ada",', '  "description": "${file:./suport.prompt.md}",', '  "inbound": true', '}' },
  folder .. '/b.agent.json'
)
vim.cmd('edit ' .. vim.fn.fnameescape(folder .. '/b.agent.json'))
local buffer = vim.api.nvim_get_current_buf()
local client = vim.lsp.start_client({
  name = 'agent-json',
  cmd = { 'agent-json-language-server', '--stdio' },
  root_dir = folder,
})
vim.lsp.buf_attach_client(buffer, client)

local function request(method, line, character)
  local params = {
    textDocument = vim.lsp.util.make_text_document_params(buffer),
    position = { line = line, character = character },
  }
  local answers = vim.lsp.buf_request_sync(buffer, method, params, 20000) or {}
  return (answers[client] or {}).result
end

vim.wait(20000, function() return #vim.diagnostic.get(buffer) > 0 end, 10)
seen.diagnostics = vim.tbl_map(function(found) return found.message end, vim.diagnostic.get(buffer))

local list = request('textDocument/completion', 2, 28)
seen.completions = vim.tbl_map(function(item) return item.label end, list.items or list)

vim.api.nvim_buf_set_lines(buffer, 2, 3, false, { '  "description": "${file:./support.prompt.md}",' })
vim.wait(20000, function() return #vim.diagnostic.get(buffer) == 0 end, 10)
seen.after = #vim.diagnostic.get(buffer)

local definition = request('textDocument/definition', 2, 28)
vim.lsp.util.jump_to_location(definition, 'utf-16')
seen.opened = vim.fn.fnamemodify(vim.api.nvim_buf_get_name(0), ':t')
io.stdout:write(vim.fn.json_encode(seen))
vim.cmd('qall!')
