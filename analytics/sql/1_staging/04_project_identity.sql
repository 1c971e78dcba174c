-- Which keys did the office say are one project? The newest answer on a pair counts.
-- Grain: one row per key that goes by another.
create or replace view stg_project_identity as

with

answers as (

    select * from lake.project_identity
    where noted_at <= asked_moment()

),

newest_answer_on_each_pair as (

    select
        project_key,
        same_as_key,
        arg_max(is_same, noted_at) as is_same,
        max(noted_at) as noted_at

    from answers

    group by project_key, same_as_key

),

same as (

    select
        project_key,
        arg_max(same_as_key, noted_at) as same_as_key

    from newest_answer_on_each_pair

    where is_same

    group by project_key

)

select * from same;
