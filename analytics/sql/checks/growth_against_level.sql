-- Which published rates are far from what the levels of both years say?
-- A comparable base explains some points, not these; a rate ten times the computed one, or
-- its opposite, is told however small it is.
with

growth as (

    select * from mart_growth
    where yoy_reported_pct is not null
        and yoy_computed_pct is not null

),

compared as (

    select
        region_code,
        region_name,
        indicator_name,
        period_code,
        yoy_reported_pct,
        yoy_computed_pct,
        abs(yoy_reported_pct - yoy_computed_pct) as gap_pp,
        yoy_reported_source || '；' || level_source as source

    from growth

)

select * from compared
where gap_pp > $most_gap_pp
    or (
        gap_pp > $least_slip_pp
        and (
            abs(yoy_reported_pct / 10 - yoy_computed_pct) < $near_pp
            or abs(yoy_reported_pct * 10 - yoy_computed_pct) < $near_pp
            or abs(yoy_reported_pct + yoy_computed_pct) < $near_pp
        )
    )
