-- Which projects' plans of the year have changed since the ledger before?
with

projects as (

    select * from core_project
    where annual_plan_cny_10k is not null

),

beside_the_period_before as (

    select
        region_code,
        project_name,
        unit,
        period_code(year, month) as period_code,
        annual_plan_cny_10k,
        lag(annual_plan_cny_10k) over project_in_time as annual_plan_before_cny_10k,
        lag(annual_plan_source) over project_in_time || ' → ' || annual_plan_source as source

    from projects

    window project_in_time as (
        partition by region_code, project_key, year order by month
    )

)

select * from beside_the_period_before
where annual_plan_cny_10k <> annual_plan_before_cny_10k
