-- Which indicator is each printed investment label? Unknown labels stay, without one.
-- Grain: one row per printed number of the investment statistics.
create or replace view stg_investment as

with

observations as (

    select * from stg_observation
    where statistic = 'investment'

),

mapped_by_the_office as (

    select
        label_key,
        arg_max(indicator_code, noted_at) as indicator_code

    from lake.indicator_mapping

    group by label_key

),

aliases as (

    select * from ref_alias

),

indicators_recognised as (

    -- An office's own mapping outranks the list that came with the software.
    select
        observations.*,
        coalesce(mapped_by_the_office.indicator_code, aliases.indicator_code)
            as indicator_code

    from observations

    left join mapped_by_the_office
        on observations.label_key = mapped_by_the_office.label_key

    left join aliases
        on observations.label_key = aliases.label_key
        and period_code(observations.year, observations.month)
        between aliases.valid_from and aliases.valid_to

)

select * from indicators_recognised;
