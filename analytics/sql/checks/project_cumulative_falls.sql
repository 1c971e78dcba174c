-- Which projects' cumulative amounts are smaller than before?
with

projects as (

    select * from core_project
    where ytd_cny_10k is not null

),

beside_the_period_before as (

    select
        region_code,
        project_name,
        unit,
        period_code(year, month) as period_code,
        ytd_cny_10k,
        lag(ytd_cny_10k) over project_in_time as ytd_before_cny_10k,
        lag(ytd_source) over project_in_time || ' → ' || ytd_source as source

    from projects

    window project_in_time as (
        partition by region_code, project_key, year order by month
    )

)

select * from beside_the_period_before
where ytd_cny_10k < ytd_before_cny_10k
