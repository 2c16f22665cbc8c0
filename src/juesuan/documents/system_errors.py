"""What the system says when it cannot read or write a file, in Chinese.

Its own words are English on most computers, and a clerk needs besides the reason a way out of it.
"""

from __future__ import annotations

import errno
import os

from juesuan.documents.refusal import Refusal

_FULL = ("磁盘空间不足", "请清理磁盘，或换一个位置")
_NO_FOLDER = ("路径里有一段不是文件夹", "请检查路径是否写对")
_DENIED = ("没有写入权限", "请检查文件夹和文件的权限，或换一个位置")

#: Reason and way out for each error of the system, in the words of writing.
_KNOWN = {
    errno.ENOENT: ("没有这个文件夹，也不能新建", "请检查路径是否写对"),
    errno.ENOTDIR: _NO_FOLDER,
    errno.EEXIST: _NO_FOLDER,
    errno.EISDIR: ("这是一个文件夹", "请写明文件名"),
    errno.EACCES: _DENIED,
    errno.EPERM: _DENIED,
    errno.EROFS: ("这个位置只能读取", "请换一个位置"),
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.ENAMETOOLONG: ("文件名太长", "请把名称改短，文件和文件夹的名称一般不能超过 80 个汉字"),
    errno.EBUSY: ("文件正被占用", "请关闭正在打开它的程序"),
    errno.EINVAL: ("文件名里有不能用的字符", "请换一个名称"),
    errno.ELOOP: ("快捷方式（符号链接）互相指向，找不到文件", "请直接写文件所在的位置"),
    errno.EMFILE: ("同时打开的文件太多", "请关闭一些程序后再试"),
    errno.EIO: ("磁盘读写出错", "请检查磁盘或网络位置是否可用"),
}
#: The same where it is not known whether something was being read or written.
_EITHER = {
    errno.ENOENT: ("找不到这个文件或文件夹", "请检查路径是否写对"),
    errno.EACCES: ("没有读写权限", _DENIED[1]),
    errno.EPERM: ("没有读写权限", _DENIED[1]),
}
_ADVICE = "请检查位置、权限和磁盘空间"


def reason_of(error: OSError) -> str:
    """Why the system refused to write."""
    return _KNOWN.get(error.errno or 0, (_unknown(error), ""))[0]


def advice_of(error: OSError) -> str:
    """What to do where the system refused."""
    return _KNOWN.get(error.errno or 0, ("", _ADVICE))[1]


def unwritable(error: OSError, goal: str | os.PathLike[str]) -> Refusal:
    """The refusal for a file that could not be written."""
    return Refusal("unwritable", shown(goal), f"写不进去（{reason_of(error)}）", advice_of(error))


def refusal_of(error: OSError) -> Refusal:
    """The refusal for any error of the system about which nothing more is known than itself."""
    number = error.errno or 0
    reason, advice = _EITHER.get(number) or _KNOWN.get(number) or (_unknown(error), _ADVICE)
    return Refusal("system", shown(error.filename) if error.filename else "文件读写失败", reason, advice)


def shown(path: str | bytes | os.PathLike[str]) -> str:
    """A path that can be printed; of a very long name its beginning, its end and how long it is."""
    name = os.fsencode(path).decode("utf-8", errors="replace")
    folder, last = os.path.split(name)
    if len(last) > _LONG:
        last = f"{last[: _LONG // 2]}…{last[-_LONG // 4 :]}（共 {len(last)} 个字）"
    return os.path.join(folder, last)


#: Characters of a name beyond which it is shortened where it is told.
_LONG = 60


def _unknown(error: OSError) -> str:
    return f"系统错误 {error.errno}" if error.errno else f"系统错误（{error}）"
