-- Which cumulative amounts are smaller than those of the period before?
with

levels as (

    select * from mart_growth
    where ytd_cny_10k is not null

),

beside_the_period_before as (

    select
        region_code,
        region_name,
        indicator_name,
        period_code,
        year,
        ytd_cny_10k,
        lag(ytd_cny_10k) over (
            partition by region_code, indicator_code, year order by month
        ) as ytd_before_cny_10k,
        level_source as source

    from levels

)

select * from beside_the_period_before
where ytd_cny_10k < ytd_before_cny_10k
