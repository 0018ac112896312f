"""Times openpyxl's read-only mode on a roster, to compare with `cargo bench --bench speed -- import`.

    LUNXUN_ROSTER=roster.xlsx cargo bench --bench speed -- import
    pip install openpyxl && python3 benches/openpyxl_read.py roster.xlsx
"""

import sys
import time

import openpyxl

start = time.process_time()
book = openpyxl.load_workbook(sys.argv[1], read_only=True)
n = sum(1 for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None)
print(f"{n} cells in {(time.process_time() - start) * 1000:.0f} ms")
