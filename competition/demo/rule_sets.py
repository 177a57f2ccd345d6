"""The invented rule set of the demo's city: dated data, as a published notice would be encoded."""

from typing import Any

KEY = "jiangcheng-municipal-2026"

DOCUMENT: dict[str, Any] = {
    "schema_version": 1,
    "levels_low_to_high": [
        "none",
        "apprentice",
        "junior",
        "intermediate",
        "senior",
        "technician",
        "senior_technician",
        "special_technician",
        "chief_technician",
    ],
    "level_names": {
        "none": "无",
        "apprentice": "学徒工",
        "junior": "五级/初级工",
        "intermediate": "四级/中级工",
        "senior": "三级/高级工",
        "technician": "二级/技师",
        "senior_technician": "一级/高级技师",
        "special_technician": "特级技师",
        "chief_technician": "首席技师",
    },
    "rulesets": [
        {
            "id": KEY,
            "tier": "municipal",
            "region": "江城市",
            "name_zh": "江城市职业技能大赛晋升办法",
            "name_en": "Jiangcheng rules on promotion by competition",
            "date": "2026-01-15",
            "valid_from": "2026-01-01",
            "certainty": "演示虚构",
            "completeness": "完整",
            "sources": [
                {
                    "url": "https://jiangcheng.example/2026-8",
                    "title": "江人社发〔2026〕8号",
                    "date": "2026-01-15",
                    "publisher": "江城市人力资源和社会保障局",
                    "kind": "虚构通知",
                }
            ],
            "constraints": {
                "max_competition_promotions_per_calendar_year": 1,
                "no_reissue_if_same_occupation_higher_level_held": True,
            },
            "rules": [
                {
                    "rule_id": "champion-title",
                    "group": "staff",
                    "event_format": "any",
                    "rank": {"from": 1, "to": 1},
                    "reward": {
                        "type": "title",
                        "title_zh": "江城市技术能手",
                        "title_en": "Jiangcheng Skills Expert",
                        "action": "confer_after_verification",
                    },
                },
                {
                    "rule_id": "top-three-technician",
                    "group": "any",
                    "event_format": "any",
                    "rank": {"from": 1, "to": 3},
                    "min_scores": {"theory": "pass", "practical": "pass"},
                    "reward": {
                        "type": "skill_level",
                        "map": [
                            {
                                "current": ["none", "junior", "intermediate", "senior"],
                                "grant": "technician",
                            },
                            {"current": ["technician"], "grant": "senior_technician"},
                        ],
                    },
                },
                {
                    "rule_id": "upper-half-senior",
                    "group": "any",
                    "event_format": "any",
                    "rank": {"from": 4, "to_fraction": "1/2"},
                    "min_scores": {"theory": "pass", "practical": "pass"},
                    "reward": {
                        "type": "skill_level",
                        "map": [{"current": ["none", "junior", "intermediate"], "grant": "senior"}],
                    },
                },
            ],
        }
    ],
}
