-- Which indicator is each printed investment label? Unknown labels stay, without one.
-- Grain: one row per printed number of the investment statistics.
create or replace view stg_investment as

with

observations as (

    select * from stg_observation
    where statistic = 'investment'

),

labels as (

    select * from stg_label

),

indicators_recognised as (

    select
        observations.*,
        labels.indicator_code

    from observations

    left join labels
        on observations.label_key = labels.label_key
        and period_code(observations.year, observations.month)
        between labels.valid_from and labels.valid_to

)

select * from indicators_recognised;
