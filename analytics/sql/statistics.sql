-- DuckLake asks its catalogue hundreds of times a question for the statistics of a table
-- that never had a row, as it remembers only those it finds. So an empty table says so.
insert into __ducklake_metadata_lake.main.ducklake_table_column_stats
    (table_id, column_id, contains_null)
select
    table_id,
    column_id,
    0
from __ducklake_metadata_lake.main.ducklake_column
anti join __ducklake_metadata_lake.main.ducklake_table_stats using (table_id)
where end_snapshot is null;

insert into __ducklake_metadata_lake.main.ducklake_table_stats
    (table_id, record_count, next_row_id, file_size_bytes)
select
    table_id,
    0,
    0,
    0
from __ducklake_metadata_lake.main.ducklake_table
anti join __ducklake_metadata_lake.main.ducklake_table_stats using (table_id)
where end_snapshot is null;
