"""Spreadsheets of operators: lists of referrals and attendance grids, read row by row through the desk."""
