"""The command `kg`: arguments in, text out.

Results go to standard output, messages to standard error. Exit codes: 0 done; 1 a check did not
hold; 2 wrong call, or nothing could be read; 3 done, but some inputs were skipped.
"""

from __future__ import annotations

import os
import sys

from kg.errors import CommuniqueError

_WRONG_CALL = 2
_INTERRUPTED = 130  #: what a shell expects after Ctrl-C
_BROKEN_PIPE = 141  #: what a shell expects of a program whose reader went away
_TRACE = "KG_TRACE"  #: environment variable that asks for tracebacks


def main() -> None:
    """Runs the command line and ends the process with its exit code."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Runs one command.

    Args:
        arguments: the words after `kg`.

    Returns:
        The exit code.
    """
    # Typer is imported here: whoever only imports this module does not pay for it.
    import typer

    from kg.cli.commands import app

    try:
        code = app(arguments or ["--help"], prog_name="kg", standalone_mode=False)
        sys.stdout.flush()
    except CommuniqueError as problem:
        return _complain(str(problem))
    except typer.Exit as stop:
        return stop.exit_code
    except (KeyboardInterrupt, typer.Abort):
        return _complain("interrupted; what was written so far is in the store", _INTERRUPTED)
    except BrokenPipeError:
        # The reader has seen enough; Python must not complain when it closes the pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _BROKEN_PIPE
    except Exception as problem:
        if os.environ.get(_TRACE):
            raise
        return _complain(_told(problem))
    return code if isinstance(code, int) else 0


def _told(problem: Exception) -> str:
    """A wrong call in Typer's words; anything else is a fault of the program, and says so."""
    # By its method: the class of Typer's own errors has moved from one version to the next.
    words = getattr(problem, "format_message", None)
    if words is None:
        return f"unexpected {type(problem).__name__}: {problem} (set {_TRACE}=1 to see where)"
    context = getattr(problem, "ctx", None)
    command = context.command_path if context else "kg"
    return f"{words().rstrip('.')} (see {command} --help)"


def _complain(message: str, code: int = _WRONG_CALL) -> int:
    line = " ".join(message.split())
    sys.stderr.write(f"kg: {line}\n".encode("utf-8", "replace").decode("utf-8"))
    return code
