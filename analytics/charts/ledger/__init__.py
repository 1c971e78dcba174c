"""Charts of project ledgers: completion, statuses, stages, the league, problems."""
