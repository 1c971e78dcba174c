-- Which indicator goes on under the same printed name with another meaning?
-- Grain: one row per indicator and the one whose name it took over: 基础设施投资 until
-- 2025 and from 2026 on. Their series are never one line.
create or replace view core_indicator_successor as

with

aliases as (

    select * from ref_alias

),

names_taken_over as (

    select distinct
        newer.indicator_code,
        older.indicator_code as former_code

    from aliases as newer

    inner join aliases as older
        on newer.label_key = older.label_key
        and newer.indicator_code <> older.indicator_code
        and newer.valid_from > older.valid_to

)

select * from names_taken_over;
