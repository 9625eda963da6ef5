"""Đo Chuẩn: an auditor's day at a factory, from the survey to signed papers.

Imports run to the right only; neighbours joined by | do not know each other:

    __main__ -> ui | cli -> services -> storage | reports | exchange -> domain -> formats -> wording -> paths

domain     plain data and pure functions: records, forms, metrology, the shape of a document
storage    the dossier file: tables, gateways, journal, migrations; the only home of SQL
reports    dossier -> document -> Excel or PDF
exchange   what comes back in: a factory's own lists
services   what an auditor does, one function for each deed
cli, ui    two faces of the same services; Qt lives in ui alone

Three values travel between the rooms: Dossier (all that is known of one site), Document (what a
report says) and Changes (what a deed touched).
"""

VERSION = "0.1.0"
