-- Which amounts of a project are powers of ten away from its others?
-- The ledger of one project agrees with itself and with last month within a thousand.
with

projects as (

    select * from core_project

),

beside_the_period_before as (

    select
        region_code,
        project_name,
        unit,
        period_code(year, month) as period_code,
        planned_total_cny_10k,
        annual_plan_cny_10k,
        ytd_cny_10k,
        lag(planned_total_cny_10k) over project_in_time as planned_total_before_cny_10k,
        lag(annual_plan_cny_10k) over project_in_time as annual_plan_before_cny_10k,
        source

    from projects

    window project_in_time as (
        partition by region_code, project_key order by year, month
    )

)

select * from beside_the_period_before
where is_slip(planned_total_cny_10k, planned_total_before_cny_10k, $least_dex)
    or is_slip(annual_plan_cny_10k, annual_plan_before_cny_10k, $least_dex)
    or is_slip(planned_total_cny_10k, annual_plan_cny_10k, $least_dex)
    or (is_slip(ytd_cny_10k, annual_plan_cny_10k, $least_dex) and ytd_cny_10k > annual_plan_cny_10k)
