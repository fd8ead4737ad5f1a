import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import { version } from '#package';
import type { CheckOptions } from './commands/check';
import type { FixOptions } from './commands/fix';
import type { DiffOptions } from './commands/diff';
import type { FormatOptions } from './commands/fmt';
import type { PlanOptions } from './commands/plan';
import type { PullOptions } from './commands/pull';
import type { PushOptions } from './commands/push';
import type { StatusOptions } from './commands/status';
import type { Context } from './context';
import { completionScript, shells } from './commands/completion';
import { type Manual, completionManual, manuals, overview } from './manual';
import { formats, print } from './output/index';
import type { Severity } from '#language/diagnostics/index';
import type { CommandReport } from './output/report';
import type { CommonOptions, SyncCommandOptions } from './options';
import { allowances } from './sync/permissions';

type SetExitCode = (code: number) => void;

/** Modules are loaded when a command runs, so that `--help` is fast. */
type Action<O> = (paths: readonly string[], options: O, context: Context) => Promise<CommandReport>;

/** The commands and options, and the modules that implement them. */
export function createProgram(context: Context, setExitCode: SetExitCode): Command {
  const program = new Command('agent-json')
    .description(overview.description)
    .version(version)
    .addHelpText('after', overview.more)
    .helpCommand('help [command]', 'Show help for a command.')
    .showHelpAfterError('Run agent-json --help for the commands and options.')
    .showSuggestionAfterError(true)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void context.stdout.write(text),
      writeErr: (text) => void context.stderr.write(text),
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    });
  const build = new Builder(program, context, setExitCode);
  addOfflineCommands(build);
  addReadingCommands(build);
  addWritingCommands(build);
  addSchemaCommand(build);
  addCompletion(program, context);
  return program;
}

function addOfflineCommands(build: Builder): void {
  build
    .command<CheckOptions>('check', '[PATH...]', async (paths, options, context) =>
      (await import('./commands/check')).check(paths, options, context),
    )
    .addOption(severityOption());
  build
    .command<FixOptions>('fix', '[PATH...]', async (paths, options, context) =>
      (await import('./commands/fix')).fix(paths, options, context),
    )
    .option('--dry-run', 'Only list the files that would be fixed.');
  build
    .command<FormatOptions>('fmt', '[PATH...]', async (paths, options, context) =>
      (await import('./commands/fmt')).fmt(paths, options, context),
    )
    .option('--check', 'Only list the files that are not formatted; exit code 1 if there are any.');
}

function addSchemaCommand(build: Builder): void {
  build.command('schema', '<ACTION> [FILE]', async (args, options, context) =>
    (await import('./commands/schema')).schema(args, options, context),
  );
}

function addReadingCommands(build: Builder): void {
  build
    .syncCommand<StatusOptions>('status', '[PATH...]', async (paths, options, context) =>
      (await import('./commands/status')).status(paths, options, context),
    )
    .option('--exit-code', 'Exit code 1 if a file is not in sync.');
  build
    .syncCommand<DiffOptions>('diff', '[PATH...]', async (paths, options, context) =>
      (await import('./commands/diff')).diff(paths, options, context),
    )
    .option('--exit-code', 'Exit code 1 if there is something to push.')
    .addOption(changesOnly());
  build
    .syncCommand<PlanOptions>('plan', '[PATH...]', async (paths, options, context) =>
      (await import('./commands/plan')).plan(paths, options, context),
    )
    .requiredOption('-o, --out <file>', 'File to write the plan to.')
    .addOption(changesOnly());
}

function changesOnly(): Option {
  return new Option('--changes-only', 'Send only the properties that have changed (PATCH).');
}

function addWritingCommands(build: Builder): void {
  build
    .syncCommand<PushOptions>('push', '[PATH...]', async (paths, options, context) =>
      (await import('./commands/push')).push(paths, options, context),
    )
    .option('--plan <file>', 'Push exactly what this plan contains, or nothing.')
    .addOption(changesOnly())
    .option('-y, --yes', 'Allow pushes of more than low risk. High risk also requires --allow.')
    .addOption(new Option('--allow <risk...>', 'Allow a high risk.').choices(allowances));
  build
    .syncCommand<PullOptions>('pull', '[PATH...]', async (paths, options, context) =>
      (await import('./commands/pull')).pull(paths, options, context),
    )
    .option('--all', 'Also create files for agents that have none.')
    .option('--dir <folder>', 'Folder for new files.', '.')
    .option('--prompts-as-files', 'Write the prompts of new files to Markdown files next to them.')
    .option(
      '-y, --yes',
      'Overwrite differences in files that were never synced on this machine, and remove properties that were removed on Cekura.',
    )
    .addOption(
      new Option('--allow <risk...>', 'Allow changing prompt files that several agents use.').choices([
        'shared-prompt',
      ]),
    );
}

function addCompletion(program: Command, { stdout }: Context): void {
  program
    .command('completion')
    .summary('Print a completion script for a shell.')
    .description('Print a script that completes commands, options, and files.')
    .addArgument(new Argument('<shell>').choices(shells))
    .addHelpText('after', completionManual)
    .action((shell: string) => void stdout.write(completionScript(shell, program)));
}

class Builder {
  constructor(
    private readonly program: Command,
    private readonly context: Context,
    private readonly setExitCode: SetExitCode,
  ) {}

  /** A command that sends requests to Cekura. */
  syncCommand<O extends SyncCommandOptions>(
    name: keyof typeof manuals,
    args: string,
    action: Action<O>,
  ): Command {
    return this.command(name, args, action)
      .option('-p, --project <id>', 'Project whose API key and agents to use.')
      .addOption(
        new Option(
          '--allow-env <names>',
          'Comma-separated environment variables that ${env:NAME} may refer to.',
        ).argParser((value: string, before: string[] | undefined) => [
          ...(before ?? []),
          ...value.split(',').map((name) => name.trim()),
        ]),
      )
      .option('--no-progress', 'Do not show progress on a terminal.');
  }

  command<O extends CommonOptions>(name: keyof typeof manuals, args: string, action: Action<O>): Command {
    const { context, setExitCode } = this;
    const { summary, description, more }: Manual = manuals[name];
    const command = this.program
      .command(`${name} ${args}`)
      .summary(summary)
      .description(description)
      .addHelpText('after', more)
      .addOption(new Option('-f, --format <format>', 'Output format.').choices(formats))
      .option('-q, --quiet', 'Print errors only.')
      .option('-c, --config <file>', 'Configuration file (default: the nearest agent-json.config.json).')
      .option('--openapi <file|url>', 'OpenAPI description that updates the schema for this run.')
      .option('--state <folder>', 'Folder for the sync state (default: in your home folder).');
    return command.action(async () => {
      const options = command.opts<O>();
      if (name !== 'schema') await (await import('./schema')).loadSchema(options, context);
      const report = await action(command.args, options, context);
      print(report, options, context);
      setExitCode(report.exitCode);
    });
  }
}

const severities: readonly Severity[] = ['error', 'warning', 'info'];

function severityOption(): Option {
  return new Option('-s, --severity <severity>', 'Minimum severity for exit code 1.')
    .choices(severities)
    .argParser(parseSeverity)
    .default('error');
}

/** `information`, as LSP and VS Code call it, is accepted too. */
function parseSeverity(text: string): Severity {
  const severity = severities.find(
    (candidate) => candidate === text || (candidate === 'info' && text === 'information'),
  );
  if (!severity) throw new InvalidArgumentError(`Allowed choices are ${severities.join(', ')}.`);
  return severity;
}
