"""Times openpyxl reading a roster in read-only mode, and writing it again, both in its usual and its write-only mode, to
compare with `cargo bench --bench speed -- import`.

    LUNXUN_ROSTER=roster.xlsx cargo bench --bench speed -- import
    pip install openpyxl && python3 benches/with_openpyxl.py roster.xlsx
"""

import io
import sys
import time

import openpyxl


def timed(what, work):
    start = time.process_time()
    result = work()
    print(f"{what:<20} {(time.process_time() - start) * 1000:>8.0f} ms")
    return result


def read():
    book = openpyxl.load_workbook(sys.argv[1], read_only=True)
    return [row for sheet in book for row in sheet.iter_rows(values_only=True)]


def write(write_only):
    book = openpyxl.Workbook(write_only=write_only)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(row)
    book.save(io.BytesIO())


rows = timed("read", read)
timed("written", lambda: write(False))
timed("written, write-only", lambda: write(True))
