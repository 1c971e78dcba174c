-- The formulas of the project, each written once.
-- Undefined stays null: a rate over a zero or negative base is never printed.

create or replace macro pct(part, whole) as
    case when whole > 0 then part / whole * 100 end;

create or replace macro yoy_pct(current_value, base_value) as
    case when base_value > 0 then (current_value / base_value - 1) * 100 end;

-- F1: the base that makes the published growth true of the published level.
create or replace macro comparable_base(current_value, growth_pct) as
    case when growth_pct > -100 then current_value / (1 + growth_pct / 100) end;

-- What the reader sees: one decimal, half up.
create or replace macro one_decimal(value) as
    round(cast(value as decimal(28, 10)), 1);

create or replace macro to_cny_10k(value, unit) as
    -- Multiplied, not divided: division would leave DECIMAL.
    cast(
        case unit
            when '亿元' then value * 10000
            when '万元' then value
            when '千元' then value * 0.1
            when '元' then value * 0.0001
        end as decimal(28, 6)
    );

create or replace macro period_code(year, month) as
    printf('%04d-%02d', year, month);

create or replace macro cell_address(file, sheet, cell) as
    case when sheet = '' then file || '!' || cell else file || '!' || sheet || '!' || cell end;

-- Published growth stands for more digits than it prints; beyond this gap the level
-- ratio tells another story and says 不可比.
create or replace macro comparable_gap_pp() as 0.1;

-- How many decimals a stored number really has: −15.28 is more exact than −15.3.
create or replace macro scale_printed(value) as
    length(rtrim(split_part(cast(value as varchar), '.', 2), '0'));
