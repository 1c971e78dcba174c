-- Which projects stand twice in one ledger?
with

projects as (

    select * from core_listed

),

listed_more_than_once as (

    select
        region_code,
        min(project_name) as project_name,
        min(unit) as unit,
        period_code(year, month) as period_code,
        count(*) as row_count,
        string_agg(name_source, '；' order by sheet_row) as source

    from projects

    group by region_code, project_key, year, month, upload_id

    having count(*) > 1

)

select * from listed_more_than_once
