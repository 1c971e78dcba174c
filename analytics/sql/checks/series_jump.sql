-- Which published rates lie far outside their own series?
-- Each is measured by the whole series: its median, and the median distance from it. A
-- series that hardly moves is granted a least distance.
with

growth as (

    select * from mart_growth
    where yoy_reported_pct is not null

),

beside_their_series as (

    select
        region_code,
        region_name,
        indicator_name,
        period_code,
        yoy_reported_pct,
        count(*) over series as value_count,
        median(yoy_reported_pct) over series as usual_yoy_pct,
        mad(yoy_reported_pct) over series as usual_distance_pp,
        yoy_reported_source as source

    from growth

    window series as (partition by region_code, indicator_code)

)

select * from beside_their_series
where value_count >= $least_count
    and abs(yoy_reported_pct - usual_yoy_pct)
    > $most_mads * greatest(usual_distance_pp, $least_mad_pp)
