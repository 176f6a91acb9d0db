"""The program `jmap`: a closed table of commands, each loaded when it is called, and one place where errors end."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from io import TextIOWrapper
from typing import Any, Final

import typer
from typer.core import TyperGroup
from typer.main import get_command

from jmap.cli.errors import Exit, fail
from jmap.errors import ConfigError, JmapError, OutputError, PluginError, SpecError, ToolMissingError

COMMANDS: Final = {
    "new": "Make a starter project that builds at once.",
    "import": "Make a spec of a map that was made elsewhere: a table, a workbook, a diagram.",
    "check": "Find what is wrong with a project, and say where.",
    "fmt": "Write specs in their canonical form; values and comments stay.",
    "score": "Score every journey, and say what the scores rest on.",
    "build": "Build every map of a project.",
    "refresh": "Count survey answers and events anew, and write what they say into the project.",
    "serve": "Show the maps in a browser, and again whenever a file is saved.",
    "draw": "Draw one map to stdout.",
    "diff": "Say what changed between two versions of a project.",
    "explain": "Explain a finding: what it means, why it matters, and an example, bad and mended.",
    "rules": "List the rules that `jmap check` follows.",
    "schema": "Print the JSON Schema of the spec language, for editors.",
}
"""Every command and its help in a line, in the order of the help; the module of the same name holds it.

The lines stand here so that the help of the program need not load every command.
"""


class _LazyGroup(TyperGroup):
    """Imports a command's module when the command is asked for."""

    def list_commands(self, ctx: Any) -> list[str]:
        del ctx
        return list(COMMANDS)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from jmap.spec.hints import did_you_mean

            hint = did_you_mean(args[0], COMMANDS) or f"there are: {', '.join(COMMANDS)}"
            raise ConfigError(f'there is no command "{args[0]}"; {hint}')
        return super().resolve_command(ctx, args)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"jmap.cli.commands.{cmd_name}")
        command = typer.Typer(add_completion=False, rich_markup_mode=None)
        command.command(cmd_name, epilog=getattr(module, "EPILOG", None))(module.command)
        return get_command(command)


app = typer.Typer(
    cls=_LazyGroup,
    name="jmap",
    help="Customer-journey maps as code: YAML in; checked, scored and drawn maps out.",
    invoke_without_command=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="""
    Begin with a project that builds at once:

    \b
      jmap new my-journeys
      jmap build my-journeys
    """,
)


@app.callback()
def _main(
    context: typer.Context,
    version: bool = typer.Option(False, "--version", "-V", help="Print the version and exit."),
) -> None:
    if version:
        from jmap.version import VERSION

        typer.echo(f"jmap {VERSION}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
        raise typer.Exit(Exit.USAGE)


def run(arguments: list[str] | None = None, *, question: str | None = None) -> int:
    """Run the command line and return the exit code.

    `question` is the name under which a build may remember what it said; see `jmap.build.answer`.

    0 clean · 1 findings, a failed gate or stale output · 2 usage or environment · 3 a bug in jmap · 130 interrupted.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a console that cannot show a character shows its escape
            stream.reconfigure(errors="backslashreplace")
    try:
        code = _call(arguments, question)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read the output has seen enough; point stdout elsewhere so that the final flush stays quiet.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.OK
    except KeyboardInterrupt:
        return fail("interrupted", code=Exit.INTERRUPTED)
    except OSError as error:
        return fail(f"{error.filename or 'output'}: {error.strerror or error}", code=Exit.USAGE)
    return code


def _call(arguments: list[str] | None, question: str | None) -> int:
    try:
        result: Any = get_command(app).main(arguments, prog_name="jmap", standalone_mode=False, obj=question)
    except typer.TyperException as error:
        command = getattr(getattr(error, "ctx", None), "command_path", "jmap")
        return fail(error.format_message(), f"{command} --help shows what it takes", code=Exit.USAGE)
    except (typer.Abort, KeyboardInterrupt):
        return fail("interrupted", code=Exit.INTERRUPTED)
    except SystemExit as left:  # with which Typer answers to a closed pipe, and to nothing else
        raise BrokenPipeError from left
    except SpecError as error:
        from jmap.cli.findings import show

        show(error.findings)
        return Exit.FINDINGS
    except ToolMissingError as error:
        return fail(error.tool + " is not available", error.hint, code=Exit.USAGE)
    except (ConfigError, OutputError, PluginError) as error:
        return fail(str(error), code=Exit.USAGE)
    except JmapError as error:
        return fail(str(error), code=Exit.FINDINGS)
    except OSError:
        raise
    except MemoryError as error:
        error.__traceback__ = None  # whose frames hold everything there is no room beside
        return fail("there is not enough memory for this project", str(error), code=Exit.FINDINGS)
    except Exception as error:  # the last resort: a bug must not look like the user's mistake
        if os.environ.get("JMAP_DEBUG"):
            raise
        detail = f"{type(error).__name__}: {error}"
        return fail(
            f"this is a bug in jmap ({detail})", "run again with JMAP_DEBUG=1 for details", code=Exit.BUG
        )
    if result == Exit.INTERRUPTED:  # Typer makes this of Ctrl-C
        return fail("interrupted", code=Exit.INTERRUPTED)
    return int(result or 0)
