"""The command line: everything the screen can do, for scripts, cron and the shell prompt."""


def main(argv: list[str]) -> int:
    """Run one command and return its exit code."""
    from freelance_comm.cli.run import run

    return run(argv)
