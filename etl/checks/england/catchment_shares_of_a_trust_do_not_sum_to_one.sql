select trust_code, sum(share) as total from stg_trust_places_trust_icb group by 1 having abs(sum(share) - 1) > 1e-6
