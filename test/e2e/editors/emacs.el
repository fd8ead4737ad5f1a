;;; Run by emacs.test.ts after the recipe of docs/editors.md: fixes a file as a person would, and prints what Emacs shows.
(require 'eglot)
(require 'json)
(require 'seq)
(setq eglot-sync-connect 20
      eglot-connect-timeout 20
      make-backup-files nil)

(defun seen-until (ready)
  "Handle messages of the server until READY returns a value, at most 20 seconds; that value."
  (with-timeout (20 nil)
    (let (value)
      (while (not (setq value (funcall ready)))
        (accept-process-output nil 0.05))
      value)))

(defun shown-problems ()
  (mapcar #'flymake-diagnostic-text (flymake-diagnostics)))

(find-file (getenv "AGENT_JSON_FILE"))
(let ((mode (symbol-name major-mode)) before hover completions after formatted)
  (call-interactively #'eglot)
  (flymake-start)
  (setq before (seen-until #'shown-problems))

  (goto-char (point-min))
  (search-forward "english")
  (backward-char 3)
  (seen-until
   (lambda ()
     (eglot-hover-eldoc-function (lambda (text &rest _) (setq hover text)))
     hover))

  ;; Completion after the opening quote, then the accepted item, as a completion UI calls it.
  (search-forward "ish")
  (delete-char -7)
  (seq-let (start end table &rest properties) (eglot-completion-at-point)
    (let* ((typed (buffer-substring start end))
           (found (all-completions typed table (plist-get properties :predicate)))
           (item (seq-find (lambda (each) (equal (substring-no-properties each) "en")) found)))
      (setq completions (mapcar #'substring-no-properties found))
      (delete-region start end)
      (insert item)
      (funcall (plist-get properties :exit-function) item 'finished)))
  (eglot--signal-textDocument/didChange)
  (setq after (seen-until (lambda () (flymake-start) (if (shown-problems) nil 'none))))

  (eglot-format-buffer)
  (setq formatted (buffer-substring-no-properties (point-min) (point-max)))
  (princ (json-encode `((mode . ,mode)
                        (diagnostics . ,(vconcat before))
                        (hover . ,(and hover (substring-no-properties hover)))
                        (completions . ,(vconcat completions))
                        (gone . ,(eq after 'none))
                        (text . ,formatted))))
  (set-buffer-modified-p nil)
  (eglot-shutdown (eglot-current-server)))
