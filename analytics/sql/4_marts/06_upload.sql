-- Every upload ever accepted, with what became of it.
-- Grain: one row per upload. Feeds: 出处与版次.
create or replace view mart_upload as

with

newest_states as (

    -- Whatever moment is asked for: a list of uploads is looked through to choose one.
    select * exclude (digest, known_from, known_until) from mirror.core_upload
    where known_until = open_end()

)

select * from newest_states;
