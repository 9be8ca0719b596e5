<<VOIP CONFIG FILE>>Version:2.0000000003                      

<SIP CONFIG MODULE>
--SIP Line List--  :
<?php foreach ($lines as $n => $line): ?>
SIP<?= $n ?> Phone Number:<?= $line['number'] ?>
SIP<?= $n ?> Register Addr:<?php echo $line['server']; ?>
<?php if ($line['tls']) { ?>
SIP<?= $n ?> Transport  :3
<?php } else { ?>
SIP<?= $n ?> Transport  :0
<?php } ?>
<?php endforeach; ?>

<DSSKEY CONFIG MODULE>
FuncKey Page Num   :1
<<END OF FILE>>
