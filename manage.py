#!/usr/bin/env python
"""Newsclip's command line."""

from newsclip.__main__ import main

if __name__ == "__main__":
    main()
