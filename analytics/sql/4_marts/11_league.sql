-- Who leads and who trails among units, and who moved since the last period?
-- Grain: one row per region, scope, unit and period that is ranked. Feeds: 赛马.
-- threshold_cny_10k: the plan a unit had to reach to be ranked.
create or replace view mart_league as

with

units as (

    select * from mart_completion
    where is_ranked
        and (is_asked_for(year, month) or may_come_before(year, month))

),

leagues_of_units as (

    select region_code, unit_key, year, month, league
    from core_ledger_sum
    where not is_total
        and league is not null

),

placed_in_their_league as (

    select
        units.*,
        coalesce(leagues_of_units.league, '') as league,
        rank() over (
            partition by units.region_code, units.scope, league, units.year, units.month
            order by one_decimal(units.completion_rate_pct) desc
        ) as league_place,
        count(*) over (
            partition by units.region_code, units.scope, league, units.year, units.month
        ) as league_count

    from units

    left join leagues_of_units
        on units.region_code = leagues_of_units.region_code
        and units.unit_key = leagues_of_units.unit_key
        and units.year = leagues_of_units.year
        and units.month = leagues_of_units.month

),

beside_the_period_before as (

    select
        *,
        plan_threshold_cny_10k() as threshold_cny_10k,
        lag(place) over unit_in_time as place_before,
        lag(league_place) over unit_in_time as league_place_before,
        lag(completion_rate_pct) over unit_in_time as completion_rate_before_pct,
        place_before - place as place_change,
        league_place_before - league_place as league_place_change

    from placed_in_their_league

    window unit_in_time as (
        partition by region_code, scope, unit_key, league, year order by month
    )

)

select * from beside_the_period_before;
