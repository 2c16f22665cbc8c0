"""The final accounts of one entity and year: model, workbook, derived statutory tables, consolidation, extraction."""
