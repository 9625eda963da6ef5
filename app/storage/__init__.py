"""The dossier file: tables, gateways, journal, migrations. The only home of SQL; knows no Qt, no Excel, no PDF."""
