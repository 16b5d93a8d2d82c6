"""Lets ``python -m parution`` and the command ``parution`` start the same program."""

from parution.cli import main

if __name__ == "__main__":
    main()
