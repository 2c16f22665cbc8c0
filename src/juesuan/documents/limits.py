"""How much of a file is read: one documented number per danger, so that nothing a stranger uploads can take
the machine.

Each limit is far above any real report (the largest published ones have a few hundred pages and some thousand
table rows) and far below what would hold up a two-core office machine. They are part of the product's
behaviour: the guide lists them, and a refusal names the one that was passed.
"""

from __future__ import annotations

from typing import Final

MIB: Final = 1024 * 1024

#: Bytes of a file on disk. Reports with scanned annexes reach about 60 MiB; everything is held in memory
#: once.
MAX_FILE_BYTES: Final = 120 * MIB

#: Entries of an Office package. A report with hundreds of pictures has about 1,000.
MAX_ZIP_ENTRIES: Final = 10_000

#: Unpacked bytes of all entries together. Readers touch text parts only, but a bomb must not even be opened.
MAX_ZIP_BYTES: Final = 1024 * MIB

#: Unpacked bytes of one XML part. The text part of a 300-page report has 20 MiB; a million table rows exceed
#: this.
MAX_XML_PART_BYTES: Final = 256 * MIB

#: Unpacked : packed bytes of one part, looked at only beyond RATIO_FLOOR_BYTES because small XML may repeat
#: itself endlessly. Real worksheets stay below 60, deflate ends at 1,032.
MAX_ZIP_RATIO: Final = 200
RATIO_FLOOR_BYTES: Final = 32 * MIB

#: Bytes before the root element of an XML part in which a DOCTYPE is looked for; real parts need under 200.
MAX_XML_PROLOG_BYTES: Final = 64 * 1024

#: Rows with content in one worksheet: a whole county's tables have under 10,000; ledgers and exports have
#: more.
MAX_SHEET_ROWS: Final = 50_000

#: The last column of a worksheet that may hold content: statutory tables end near column 30.
MAX_SHEET_COLUMNS: Final = 1_000

#: Cells with content in one workbook, about 5 seconds of reading; 100 sheets of 150 rows and 20 columns.
MAX_WORKBOOK_CELLS: Final = 300_000

#: Worksheets in a workbook; a department with a hundred units exports about 900.
MAX_SHEETS: Final = 2_000

#: Bytes of a BIFF workbook (.xls): the format ends at 65,536 rows, and its reader keeps every formatted blank
#: cell.
MAX_XLS_BYTES: Final = 30 * MIB

#: Bytes of a web page: 15 times the largest published report, about 8 seconds of reading.
MAX_HTML_BYTES: Final = 8 * MIB

#: A single rowspan or colspan; browsers stop at 1,000 too.
MAX_SPAN: Final = 1_000

#: Grid cells of one table, so that spans cannot multiply into memory.
MAX_TABLE_CELLS: Final = 1_000_000

#: Depth of nested tables and blocks in a web page; deeper content is read as plain text.
MAX_NESTING: Final = 100

#: Bytes of a plain text: 8 times a county's collected reports. A long novel has 3 MiB.
MAX_TEXT_BYTES: Final = 8 * MIB

#: Bytes beyond which a file is read in the limited child process rather than in place.
GUARD_BYTES: Final = 8 * MIB

#: The same for the unpacked XML of an Office file: its tree takes ten times as much memory.
GUARD_UNPACKED_BYTES: Final = 32 * MIB

#: The child process: address space, seconds (of the processor and of the clock), bytes of its answer.
CHILD_MEMORY_BYTES: Final = 1024 * MIB
CHILD_WALL_SECONDS: Final = 90
CHILD_ANSWER_BYTES: Final = 256 * MIB

#: The same for files whose scanned pages are recognised: the recogniser alone maps 3 GiB; a page takes 4
#: seconds.
CHILD_OCR_MEMORY_BYTES: Final = 6 * 1024 * MIB
CHILD_OCR_SECONDS: Final = 900
