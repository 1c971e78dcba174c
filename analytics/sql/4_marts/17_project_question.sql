-- Which two entries may be one project under two names? Asked, never merged.
-- Grain: one row per pair: one that left and one that entered at the same period.
-- Feeds: 项目.
create or replace view mart_project_question as

with

changes as (

    select * from mart_roster

),

answered as (

    select * from lake.project_identity

),

pairs_alike as (

    -- One word more or less in twelve characters keeps names this alike.
    select
        entered.region_code,
        entered.year,
        entered.month,
        entered.period_code,
        entered.project_key,
        entered.project_name,
        gone.project_key as project_key_before,
        gone.project_name as project_name_before,
        entered.unit,
        entered.planned_total_cny_10k,
        jaro_winkler_similarity(name_key(entered.project_name), name_key(gone.project_name))
            as likeness,
        entered.source,
        gone.source as source_before

    from changes as entered

    inner join changes as gone
        on entered.region_code = gone.region_code
        and entered.year = gone.year
        and entered.month = gone.month
        and name_key(entered.unit) = name_key(gone.unit)
        and entered.planned_total_cny_10k = gone.planned_total_cny_10k

    where entered.change = 'entered'
        and gone.change = 'left'
        and likeness >= 0.75

),

not_yet_answered as (

    select pairs_alike.*

    from pairs_alike

    anti join answered
        on pairs_alike.project_key = answered.project_key
        and pairs_alike.project_key_before = answered.same_as_key

)

select * from not_yet_answered;
