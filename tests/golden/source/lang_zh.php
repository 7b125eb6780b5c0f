<?php
define('FACE_RACE', '人种');   // label
return [
    'face' => [
        'age' => '年龄',
        'nation' => '民族',
    ],
];
?>
<table>
  <tr><td>Race</td><td><?= $face->race ?></td></tr>
  <tr><td>Skin colour</td><td><?php echo $face->skin; ?></td></tr>
</table>
