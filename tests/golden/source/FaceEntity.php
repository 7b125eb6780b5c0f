<?php
namespace Solvane\Model;

/**
 * Captured face
 * @property int $race race: 1 yellow 2 white 3 black
 * @property string $skin skin tone
 */
class FaceEntity extends Entity
{
    const RACE_ASIAN = 1;   // Asian
    const RACE_AFRICAN = 2;

    #[ORM\Column(type: "smallint", options: ["comment" => "race estimated by the camera"])]
    private int $race = 0;

    public static $labels = [
        'race' => 'Race',
        'skin' => '肤色',       // 面部肤色
        'more' => array('ethnic' => 'Ethnic group'),
    ];

    public function search(int $race, bool $minority = false): array
    {
        switch ($race) {
            case self::RACE_ASIAN:
                return $this->find('asian');
        }
        return [];
    }
}

enum Ethnic: int
{
    case Han = 1;       // Han
    case Uyghur = 2;
}
