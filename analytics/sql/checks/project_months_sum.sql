-- Which projects' money of the month is not what the cumulative money has grown by?
-- Only where the ledger of the month before is here; each print has its own rounding.
with

projects as (

    select * from core_project
    where ytd_cny_10k is not null

),

beside_the_month_before as (

    select
        region_code,
        project_name,
        unit,
        year,
        month,
        monthly_cny_10k,
        ytd_cny_10k,
        lag(ytd_cny_10k) over project_in_time as ytd_before_cny_10k,
        lag(month) over project_in_time as month_before,
        source

    from projects

    window project_in_time as (
        partition by region_code, project_key, year order by month
    )

)

select
    * exclude (year, month, month_before),
    period_code(year, month) as period_code
from beside_the_month_before
where month_before = month - 1
    and is_sum_off(monthly_cny_10k, ytd_cny_10k - ytd_before_cny_10k, 2)
