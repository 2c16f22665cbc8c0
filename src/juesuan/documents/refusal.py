"""Why a file cannot be read, said so that a clerk knows which file, what is wrong and what to do next."""

from __future__ import annotations


class Refusal(Exception):
    """A file that is not audited. ``code`` is stable (``encrypted``, ``scanned`` …); the message is for people.

    ``str(refusal)`` is one Chinese sentence group: the file, the reason, the way out.
    """

    def __init__(self, code: str, path: str, reason: str, advice: str) -> None:
        # A reason that ends in a list needs no full stop behind it.
        super().__init__(f"{path}：{reason}{'' if reason.endswith(chr(10)) else '。'}{advice}")
        self.code = code
        self.path = path
        self.reason = reason
        self.advice = advice

    def __reduce__(self) -> tuple[type[Refusal], tuple[str, str, str, str]]:
        # An exception is pickled by its one-string args; a refusal must survive the way back from a child process.
        return Refusal, (self.code, self.path, self.reason, self.advice)
