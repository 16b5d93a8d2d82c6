"""Run the command ``parution`` as ``python -m parution``."""

from parution.cli import main

if __name__ == "__main__":
    main()
