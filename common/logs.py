"""Log lines: one event is one line, whatever somebody typed."""

import logging

BREAKS = {ord(c): repr(c)[1:-1] for c in "\r\x1b\x85\u2028\u2029\x0b\x0c"}


class OneLine(logging.Formatter):
    def format(self, record):
        text = super().format(record).translate(BREAKS)
        return text.replace("\n", "\\n") if not record.exc_info else text
