"""Where the command starts: first what makes it start sooner, then the command line with all that it imports."""

from juesuan.startup import quicken


def main() -> None:
    """The command ``juesuan``, also as ``python -m juesuan``."""
    quicken()
    from juesuan.cli import main as command

    command()


if __name__ == "__main__":
    main()
