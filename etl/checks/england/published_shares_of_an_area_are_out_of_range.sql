-- the publisher drops closed and small trusts: what is left sums to 0.90 to 1.00
select area_id, sum(share) as total from stg_choice_hospital_use group by all having sum(share) < 0.9 - 1e-6 or sum(share) > 1 + 1e-6
