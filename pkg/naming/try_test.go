package naming
import ("testing";"fmt")
func TestTry(t *testing.T){
 for _, n := range []string{"F0V00x600000.cfg","f0h5hw1.100.cfg","F0V00X60000.cfg","FOV00X600000.cfg","FOVOOX6OOOOO.CFG","f0X4hw1.10.cfg","f0X4hw1.100","F0V0X8U00000.cfg","F0V00X800000.cfg","F0V00X5S0000.xml","00:15:65:11:3A:F8.cfg","00-15-65-11-3a-f8.cfg","001565113AF8.cfg","00156511AF8.cfg","001565113af88.cfg","O01565113af8.cfg","00156511EAl8.txt","cfg001565113af8.cfg","001565113af8.cfg.cfg","001565113af8.cfg.txt","001565113af8.CFG","001565113af8.conf","001565113af8","0015.6511.3af8","00ab59113af8.cfg","office201808.cfg","$MAC.cfg","$mac.cfg","${mac}.cfg","$macaddr.cfg","F0V0V62000000.cfg","F0V0V2600000.cfg","f0X3SGhw1.100.cfg","f0v0v61g000.cfg","F0V0OX600000.cfg", "cfg00a859113af.cfg","f0X44hw1.100.cfg","f0i20Shw1.100.cfg","0:15:65:11:3a:f8.cfg"} {
  id := Identify(n); fmt.Printf("%-26s %-8s %q %q %v\n", n, id.Kind, id.Ext, id.UserName, id.Note)
  if id.Near!=nil { fmt.Printf("      -> %q %v %v: %s\n", id.Near.Name, id.Near.Certain, len(id.Near.Models), id.Near.Reason)}
 }
 for _, n := range []string{"X66","X9","zz","Fanvil","","V6","X300","i20SV","T46S","H600","fanvil x6u2"} { _,err:=LookupModel(n); fmt.Println(err) }
 for _, n := range []string{"0015651l3af8","00:15:65:11:3a:f","00:15-65:11:3a:f8","001:565:113:af8","000000000000","zz"," 00:15:65:11:3a:g8","0015:6511:3a:f8"} { _,err:=ParseMAC(n); fmt.Println(err) }
 for _, n := range []string{"$MAC.cfg",`x\$mac.cfg`,"$foo","$macx.cfg","${mac}.cfg","$mac$input","$imput.cfg","$input.cfg"} { _,err:=Macros{}.Expand(n); fmt.Println(err) }
 for _, n := range []string{"a/b","..",".x","x.","a\x00","50%"} { _,err:=Macros{Input:n}.Expand("$input.cfg"); fmt.Println(err) }
}
