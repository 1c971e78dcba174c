-- Which ledgers are in another unit than they say, as a whole?
-- Half of a list is smaller and half larger than the middle one; nowhere is that one
-- beyond these bounds.
with

projects as (

    select * from core_project

),

units as (

    select * from core_unit
    where not is_total

),

amounts as (

    select
        region_code,
        year,
        month,
        upload_id,
        '项目' as project_name,
        coalesce(planned_total_cny_10k, annual_plan_cny_10k) as amount_cny_10k,
        source
    from projects
    union all
    select
        region_code,
        year,
        month,
        upload_id,
        '分单位',
        annual_plan_cny_10k,
        annual_plan_source
    from units

),

measured as (

    select
        region_code,
        project_name,
        period_code(year, month) as period_code,
        count(*) as row_count,
        median(amount_cny_10k) as usual_cny_10k,
        arg_max(source, amount_cny_10k) as source

    from amounts

    where amount_cny_10k > 0

    group by region_code, project_name, year, month, upload_id

)

select * from measured
where row_count >= $least_count
    and (usual_cny_10k > $most_cny_100m * 10000 or usual_cny_10k < $least_cny_100m * 10000)
