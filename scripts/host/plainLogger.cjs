// Replaces @vscode/spdlog in VS Code's server with the same API and log files. The original would have to be compiled, and without it
// VS Code writes no logs that tests could scan for secrets.
const { appendFileSync, mkdirSync } = require('node:fs');
const { dirname } = require('node:path');

class PlainLogger {
  /** The minimum level: "info". */
  #level = 2;
  #withHead = true;

  /** @param {string} file */
  constructor(file) {
    mkdirSync(dirname(file), { recursive: true });
    this.file = file;
  }

  /** @param {number} level */
  setLevel(level) {
    this.#level = level;
  }

  clearFormatters() {
    this.#withHead = false;
  }

  setPattern() {}
  flush() {}
  drop() {}

  trace = this.#writerFor(0, 'trace');
  debug = this.#writerFor(1, 'debug');
  info = this.#writerFor(2, 'info');
  warn = this.#writerFor(3, 'warning');
  error = this.#writerFor(4, 'error');
  critical = this.#writerFor(5, 'critical');

  /**
   * @param {number} level
   * @param {string} name
   * @returns {(text: string) => void}
   */
  #writerFor(level, name) {
    return (text) => {
      if (level < this.#level) return;
      const head = this.#withHead ? `${new Date().toISOString()} [${name}] ` : '';
      appendFileSync(this.file, `${head}${text}\n`);
    };
  }
}

exports.setLevel = () => {};
exports.setFlushOn = () => {};
/** @type {(name: string, file: string) => Promise<PlainLogger>} */
exports.createRotatingLogger = async (_, file) => new PlainLogger(file);
exports.createAsyncRotatingLogger = exports.createRotatingLogger;
