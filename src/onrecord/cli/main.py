"""The command line: `onrecord COMMAND`. Commands are the modules of ``onrecord.cli.commands``."""

from __future__ import annotations

import errno
import importlib
import os
import pkgutil
import sys

import click

from onrecord import __version__
from onrecord.cli import commands, stopping
from onrecord.flow.errors import UserError

PIPE_CLOSED = 141
_DISK = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})


_CASE = ("alembic", "cryptography", "httpcore", "httpx", "protego", "rfc3161_client", "sqlalchemy", "warcio")
_EXTRAS = {**dict.fromkeys(_CASE, "case"), "playwright": "browser", "psycopg": "postgres"}
"""Packages that only some commands need, and the extra that brings them."""


class _PipeClosedError(Exception):
    """Whoever read our output has gone. Click would make exit code 1 of it, which here means claims."""


class _Commands(click.Group):
    """Finds a command by the name of its module, so that only the one that runs is imported."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise _PipeClosedError from error

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  (click's signature)
        return sorted(module.name for module in pkgutil.iter_modules(commands.__path__))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        found = getattr(importlib.import_module(f"onrecord.cli.commands.{cmd_name}"), cmd_name)
        return found if isinstance(found, click.Command) else None


@click.command(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="First steps: `onrecord demo`, then `onrecord scan FOLDER --format html --output report.html`.",
)
@click.version_option(__version__, "-V", "--version", prog_name="onrecord", message="%(prog)s %(version)s")
def cli() -> None:
    """Find what surveillance vendors put on record.

    OnRecord reads documents (never people) and shows every passage in which a product is said to infer
    race, ethnicity, skin colour, a named people, nationality or religion from a person's face or body.
    """


def main(arguments: list[str] | None = None) -> int:
    """Run a command and turn whatever ends it into one clear line and an exit code."""
    stopping.listen()
    try:
        code = cli.main(args=arguments, prog_name="onrecord", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return 2
    except UserError as error:
        _tell(error)
        return 2
    except ModuleNotFoundError as error:
        _tell(_missing(error))
        return 2
    except KeyboardInterrupt as stop:
        sys.stderr.write("Stopped.\n")
        return stopping.exit_code(stop)
    except click.Abort as stop:  # what click makes of Ctrl-C
        sys.stderr.write("Stopped.\n")
        cause = stop.__context__
        return stopping.exit_code(cause if isinstance(cause, KeyboardInterrupt) else KeyboardInterrupt())
    except (BrokenPipeError, _PipeClosedError):
        _drop_stdout()
        return PIPE_CLOSED
    except OSError as error:
        if error.errno not in _DISK:
            raise
        _drop_stdout()
        _tell(
            UserError(
                f"writing the output failed ({error.strerror})", "Make room, or choose another --output."
            )
        )
        return 2
    return code if isinstance(code, int) else 0


def _tell(error: UserError) -> None:
    from onrecord.cli.output.safe import one_line

    sys.stderr.write(f"Error: {one_line(str(error))}\n")


def _missing(error: ModuleNotFoundError) -> UserError:
    """What to install; a module that belongs to no extra is a fault of ours and stays what it is."""
    package = (error.name or "").partition(".")[0]
    if package not in _EXTRAS:
        raise error
    what = f"this command needs the Python package {package}, which is not installed"
    return UserError(what, f"Install it with: pip install 'onrecord[{_EXTRAS[package]}]'")


def _drop_stdout() -> None:
    """The reader of our output has gone (`| head`): the interpreter must not complain about it at its end."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):  # standard output is closed or no file: nothing can complain
        return
