"""Run the command line by `python -m barred`."""

from barred.cli.main import main

if __name__ == "__main__":
    raise SystemExit(main())
