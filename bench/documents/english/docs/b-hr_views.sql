-- yearly equality monitoring, answers are voluntary
CREATE VIEW v_equality AS
SELECT e.grade,
       s.ethnicity_answer,
       s.religion_answer,
       count(*) AS n
FROM   employee e
JOIN   survey_2022 s USING (employee_id)
GROUP BY e.grade, s.ethnicity_answer, s.religion_answer
HAVING count(*) >= 10;

-- badge readers only, no video data reaches this database
CREATE VIEW v_doors AS
SELECT door_id, date_trunc('hour', ts) AS h, count(*) FROM badge_event GROUP BY 1, 2;
