"""Bytes to sheets as printed: sniffing, containers, formats, the child process with limits."""
