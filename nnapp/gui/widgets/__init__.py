"""Reusable parts that know no session: fields, tables, charts, the diagram, picture export."""
